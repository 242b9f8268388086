"""The web app: what the rooms below have found, in a browser. It computes nothing."""
