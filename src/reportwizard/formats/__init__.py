"""The formats: which there are, a report as the bytes of one of them, and any document as a report."""
