"""Days and spans of time, and the windows before enrolment that they decide."""
