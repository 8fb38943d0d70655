"""`/admin/`: Sveltia CMS for editors without git, configured from the declared fields."""
