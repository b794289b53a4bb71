"""What leaves the workspace, one file or folder per format."""
