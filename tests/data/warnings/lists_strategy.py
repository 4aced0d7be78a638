"""Warnings and members' lists of few topics, so that they often meet."""

from hypothesis import strategies as st

from data.models import ContentWarning, Manner, Severity
from data.taxonomy import load
from data.warnings.personal import PersonalList, Wish

topics = st.sampled_from(["guns", "dog", "smoking", "cursing"])
thresholds = st.sampled_from([Severity.MILD, Severity.MODERATE, Severity.SEVERE])


def warning(
    topic_id: str,
    severity: Severity | None = Severity.MODERATE,
    *,
    how: Manner | None = None,
    detail: str | None = None,
) -> ContentWarning:
    topic = load().topic(topic_id)
    category = load().category(topic.category).label
    return ContentWarning(category=category, topic=topic.label, severity=severity, how=how, detail=detail)


unstated = st.builds(
    lambda topic, how: warning(topic, how=how).model_copy(update={"severity": None}), topics, st.sampled_from(Manner)
)
stated = st.builds(warning, topics, st.sampled_from(Severity), how=st.none() | st.sampled_from(Manner))
unknown = st.builds(
    lambda severity: warning("dog", severity).model_copy(update={"topic": "Llamas"}), st.sampled_from(Severity)
)
warnings = st.lists(st.one_of(stated, unstated, unknown), max_size=5)
lists = st.builds(
    lambda wishes: PersonalList(wishes=tuple(Wish(topic=t, at_least=s) for t, s in wishes.items())),
    st.dictionaries(topics, thresholds, max_size=3),
)
