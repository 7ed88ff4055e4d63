//go:build !linux

package graphqlapi_test

import (
	"testing"
	"time"
)

// cpu returns the time that a function takes.
func cpu(t *testing.T, work func()) time.Duration {
	t.Helper()
	begun := time.Now()
	work()
	return time.Since(begun)
}
