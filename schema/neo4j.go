package schema

// Neo4jSchema lists the Cypher statements that make the constraints and indexes
// of the Neo4j model, each idempotent, to be run in order when a store is
// opened.
//
// Current versions of relations are edges between actors; beside each stands a
// (:Relation:Current) node that the indexes are over, one composite index an
// order of relations, led by the type. Past versions are (:Relation:Past) nodes.
func Neo4jSchema() []string {
	return []string{
		unique("actor_id", "Actor", "id"),
		unique("article_id", "Article", "id"),
		unique("claim_id", "Claim", "id"),
		unique("relation_id", "Current", "id"),
		unique("relation_past", "Past", "key"), // id and version
		unique("relation_alias", "Alias", "id"),
		unique("change_id", "Change", "id"),
		unique("change_cursor", "Change", "cursor"),
		unique("decision_id", "Decision", "id"),
		unique("decision_sequence", "Decision", "sequence"),
		unique("scope_id", "Scope", "id"),
		unique("unit_key", "Unit", "key"),
		unique("counter_name", "Counter", "name"),
		unique("lock_number", "Lock", "number"),
		unique("batch_at", "Batch", "at"),
		unique("alert_rule_id", "AlertRule", "id"),
		unique("alert_delivery_id", "AlertDelivery", "id"),
		unique("alert_lease_name", "AlertLease", "name"),

		index("actor_name", "Actor", "name", "id"),
		index("actor_recorded", "Actor", "recordedAt"),
		index("batch_number", "Batch", "number"),
		index("article_published", "Article", "dateDesc", "id"),
		index("mention_actor", "Mention", "actor", "dateDesc", "article"),
		index("claim_home", "Claim", "home"),
		index("claim_relation", "Claim", "relation"),
		index("relation_home", "Current", "home"),
		index("relation_date_desc", "Current", "type", "dateDesc", "id"),
		index("relation_date_asc", "Current", "type", "dateAsc", "id"),
		index("relation_recorded", "Current", "type", "recordedDesc", "id"),
		index("relation_confidence", "Current", "type", "confidenceDesc", "id"),
		index("past_id", "Past", "id"),
		index("past_source", "Past", "source"),
		index("past_target", "Past", "target"),
		index("past_retracted", "Past", "retractedAt"),
		index("change_relation", "Change", "relation", "cursor"),
		index("alert_delivery_queue", "AlertDelivery", "queue", "sequence"),
		index("alert_delivery_sequence", "AlertDelivery", "sequence"),

		// For people, in Neo4j Browser.
		fulltext("actor_names", "arabic", "Actor", "name", "nameAr", "nameEn", "aliases"),
		// For the searches of the store, over words that are folded already.
		fulltext("actor_words", "whitespace", "Actor", "search"),
		fulltext("article_words", "whitespace", "Article", "search"),
	}
}

func unique(name, label, property string) string {
	return "CREATE CONSTRAINT " + name + " IF NOT EXISTS FOR (n:" + label + ") REQUIRE n." + property + " IS UNIQUE"
}

func index(name, label string, properties ...string) string {
	return "CREATE INDEX " + name + " IF NOT EXISTS FOR (n:" + label + ") ON (" + propertyList(properties) + ")"
}

func fulltext(name, analyzer, label string, properties ...string) string {
	return "CREATE FULLTEXT INDEX " + name + " IF NOT EXISTS FOR (n:" + label + ") ON EACH [" + propertyList(properties) +
		"] OPTIONS {indexConfig: {`fulltext.analyzer`: '" + analyzer + "'}}"
}

func propertyList(properties []string) string {
	list := ""
	for i, p := range properties {
		if i > 0 {
			list += ", "
		}
		list += "n." + p
	}
	return list
}
