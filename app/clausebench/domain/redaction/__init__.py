"""What tells who somebody is, found before anything leaves, and replaced by stable pseudonyms."""
