"""What crosses from the hotline to the ad desks: signed files with chosen fields, one way, and nothing else."""
