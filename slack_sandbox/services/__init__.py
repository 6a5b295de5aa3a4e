"""What happens in the workspace, each change told to the page and to the app."""
