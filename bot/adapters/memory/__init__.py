"""The vector index and the embeddings: the only place that knows Chroma, onnxruntime and tokenizers."""
