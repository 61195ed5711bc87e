"""Whether everything is ready for the job, and what to click or type where it is not."""
