"""The commands: the only room that knows the command line. Each command is one small module with `add` and `run`."""
