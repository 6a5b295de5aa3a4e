"""Does what members hand over that may be large or forged in processes that can be ended."""
