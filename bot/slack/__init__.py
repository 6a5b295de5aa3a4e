"""The Slack adapter: intake of what Slack sends, rendering and delivery of what the bot says."""
