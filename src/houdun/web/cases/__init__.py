"""Cases, and one of them as a conversation with its milestones."""
