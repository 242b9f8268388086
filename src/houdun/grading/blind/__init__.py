"""Blind grading: what a rater sees tells nobody's name, and what raters say is compared with what the others say."""
