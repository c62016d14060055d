"""One page per screen."""
