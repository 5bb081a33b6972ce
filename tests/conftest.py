"""Hypothesis profiles: ``HYPOTHESIS_PROFILE=ci`` tries more examples, the same ones every time."""

import os

from hypothesis import HealthCheck, settings

# Whole rulesets are drawn, written and loaded: slow and large, but that is what is tested.
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "dev",
    max_examples=60,
    deadline=None,
    suppress_health_check=SLOW,
    print_blob=True,
    report_multiple_bugs=False,
)
settings.register_profile(
    "ci",
    max_examples=120,
    deadline=None,
    suppress_health_check=SLOW,
    print_blob=True,
    report_multiple_bugs=False,
    derandomize=True,
)
settings.register_profile(
    "deep",
    max_examples=3_000,
    deadline=None,
    suppress_health_check=SLOW,
    print_blob=True,
    report_multiple_bugs=False,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))
