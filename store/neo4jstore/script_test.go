package neo4jstore_test

import (
	"testing"

	"rawabit/internal/script"
	"rawabit/store"
	"rawabit/store/neo4jstore"
)

// TestScripts runs the scripts that lean most on what a store keeps; all of them
// are run with the long proofs.
func TestScripts(t *testing.T) {
	script.Run(t, func(t *testing.T, clock store.Clock) store.Store {
		return open(t, func(o *neo4jstore.Options) { o.Clock = clock })
	}, "qamishli", "decisions")
}
