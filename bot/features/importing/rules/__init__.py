"""The rules of import (B6)."""
