"""What we write: the brief, and what a case says."""
