"""What the house must know of the loop itself, which tells people, of backups and of upgrades."""

from cauce.custody.features import Feature, Round

FEATURE = Feature(
    __package__,
    sentences=("sentences",),
    rounds=(
        Round("expire", "upgrading.rounds.copies_removed"),
        Round("tell", "loop.notices.messages_sent"),
        Round("tell", "loop.notices.daily_made"),
        Round("tell", "loop.notices.mails_sent"),
    ),
)
