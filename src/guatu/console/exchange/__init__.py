"""交换: API, webhooks, offline packages."""
