"""What the proofreader is measured with: papers without a fault, and faults to plant."""
