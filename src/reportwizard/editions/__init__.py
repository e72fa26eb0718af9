"""The statutory form, as data: one TOML file an edition, loaded strictly into frozen dataclasses."""
