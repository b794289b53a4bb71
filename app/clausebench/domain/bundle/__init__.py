"""Policy bundles: one file with everything that a released policy is and how it was proven."""
