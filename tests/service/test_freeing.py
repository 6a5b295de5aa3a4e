"""Memory is given back: threads share one heap."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAPS_OF_EIGHT_THREADS = """
import ctypes, threading
from bot.freeing import keep_one_heap
{}
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.fopen.restype, libc.fopen.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_char_p]
libc.malloc_info.argtypes, libc.fclose.argtypes = [ctypes.c_int, ctypes.c_void_p], [ctypes.c_void_p]
together = threading.Barrier(8)

def take() -> None:
    together.wait()
    libc.malloc(1000)
    together.wait()

threads = [threading.Thread(target=take) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
stream = libc.fopen(b"/dev/stdout", b"w")
libc.malloc_info(0, stream)
libc.fclose(stream)
"""


def heaps(first: str) -> int:
    """How many heaps the C library has, where eight threads took memory at the same time."""
    code = _HEAPS_OF_EIGHT_THREADS.format(first)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.count("<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc has heaps by thread")
def test_threads_share_one_heap_and_have_many_otherwise() -> None:
    assert heaps("keep_one_heap()") == 1
    assert heaps("") > 1
