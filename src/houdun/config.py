"""Settings: defaults < the workspace's houdun.toml < the environment. An unknown key is an error."""
