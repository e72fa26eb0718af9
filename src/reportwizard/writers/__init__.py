"""From paper to bytes: one module a format. A writer knows blocks, never what a report is."""
