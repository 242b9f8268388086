"""What is seen: events of a player → windows of a second → observations → detections → evidence."""
