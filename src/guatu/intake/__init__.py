"""intake: what people typed becomes facts, and what cannot becomes a finding. Knows no file format."""
