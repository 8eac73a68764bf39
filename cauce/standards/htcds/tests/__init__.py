"""Tests of HTCDS out, told with Rosa and Tomás, who are invented."""
