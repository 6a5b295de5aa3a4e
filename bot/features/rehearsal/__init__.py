"""Shows a member what would come by itself in the weeks ahead."""
