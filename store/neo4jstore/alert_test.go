package neo4jstore_test

import (
	"testing"

	"rawabit/internal/neo4jtest"
	"rawabit/store"
	"rawabit/store/storetest"
)

func TestAlertsOfTwo(t *testing.T) {
	server := neo4jtest.Start(t)
	neo4jtest.Reset(t, server)
	storetest.AlertsOfTwo(t, func() store.Store { return reopen(t, server) })
}
