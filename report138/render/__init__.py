"""From notebooks to published documents: parameters, plan, execution, HTML, PDF, publishing."""
