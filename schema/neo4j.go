package schema

// Neo4jSchema lists the Cypher statements that make the constraints and indexes
// of the Neo4j model, each idempotent, to be run in order when a store is
// opened. Relation types are relationship types of their own, so their indexes
// are made by Neo4jRelationIndexes.
func Neo4jSchema() []string {
	statements := []string{
		"CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT relation_version IF NOT EXISTS FOR (n:Relation) REQUIRE n.key IS UNIQUE", // key = id + "#" + version
		"CREATE CONSTRAINT change_id IF NOT EXISTS FOR (n:Change) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT change_cursor IF NOT EXISTS FOR (n:Change) REQUIRE n.cursor IS UNIQUE",
		"CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT counter_name IF NOT EXISTS FOR (n:Counter) REQUIRE n.name IS UNIQUE",
		"CREATE INDEX relation_id IF NOT EXISTS FOR (n:Relation) ON (n.id)",
		"CREATE INDEX relation_type_day IF NOT EXISTS FOR (n:Relation) ON (n.type, n.fromDay)",
		"CREATE INDEX relation_group IF NOT EXISTS FOR (n:Relation) ON (n.group)",
		"CREATE INDEX actor_name IF NOT EXISTS FOR (n:Actor) ON (n.name)",
		"CREATE INDEX article_published IF NOT EXISTS FOR (n:Article) ON (n.published)",
		"CREATE INDEX article_hash IF NOT EXISTS FOR (n:Article) ON (n.textHash)",
		"CREATE INDEX claim_group IF NOT EXISTS FOR (n:Claim) ON (n.group)",
		"CREATE FULLTEXT INDEX actor_names IF NOT EXISTS FOR (n:Actor) ON EACH [n.name, n.nameAr, n.nameEn, n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'arabic'}}",
	}
	return append(statements, Neo4jRelationIndexes()...)
}

// Neo4jRelationIndexes lists the statements that index the first day of every
// relationship type.
func Neo4jRelationIndexes() []string {
	var statements []string
	for _, info := range RelationTypes() {
		t := string(info.Type)
		statements = append(statements, "CREATE INDEX "+lowerASCII(t)+"_day IF NOT EXISTS FOR ()-[r:"+t+"]-() ON (r.fromDay)")
	}
	return statements
}

func lowerASCII(text string) string {
	out := []byte(text)
	for i, c := range out {
		if c >= 'A' && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}
