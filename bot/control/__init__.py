"""The control socket: the command line asks the running bot, instead of being refused because it runs."""
