"""Blind grading as a round: threads become packets, raters grade them, grades come back, and only then is anything compared."""
