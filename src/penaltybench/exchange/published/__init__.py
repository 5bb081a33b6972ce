"""Tables of discretion benchmarks as authorities publish them: read, understood, and proposed as rulesets."""
