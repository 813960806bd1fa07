"""Rule packs: found, loaded, held to the schema, with errors a person can act on."""
