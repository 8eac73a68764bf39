"""From fact rows to the numbers of an indicator, by the definition in force. Pure: no clock, no rows."""
