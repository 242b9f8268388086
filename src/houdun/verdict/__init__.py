"""From readings and attestations to the verdict: criteria, uncertainty, ranking. Pure but for reading its two settings files."""
