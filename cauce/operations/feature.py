"""What the house must know of the loop itself: it tells people."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    rounds=(
        Round("tell", "loop.notices.messages_sent"),
        Round("tell", "loop.notices.daily_made"),
        Round("tell", "loop.notices.mails_sent"),
    ),
)
