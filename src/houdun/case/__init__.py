"""Cases and clocks: from the log of what was said to milestones and the times between them. Pure."""
