"""Speed and memory, measured against peers on generated content."""
