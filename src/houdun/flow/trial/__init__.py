"""The trial: deliberate questions to several vendors for days. docs/design/0004-trial.md tells the story file by file."""
