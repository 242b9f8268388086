"""From readings and attestations to the verdict: criteria, uncertainty, ranking. Pure."""
