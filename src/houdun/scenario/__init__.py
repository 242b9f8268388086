"""What is played: the virtual host, shows as data files, and faults that each name their true cause."""
