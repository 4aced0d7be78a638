"""What is claimed of Marquee's speed, measured. Each benchmark prints its ratio last."""
