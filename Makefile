# Targets for people and for CI. `make test` installs what the tests need.

GO ?= go
GOLANGCI_VERSION := v2.15.0

.PHONY: build test lint tools bench fuzz picture soak

build:
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/rawabit ./cmd/rawabit

# Everything that must hold: formatting, vet, the import rules, all packages
# against real parts (a real Neo4j, a real browser).
test: tools
	@test -z "$$(gofmt -l . | tee /dev/stderr)" || { echo "run gofmt -w on the files above"; exit 1; }
	$(GO) vet ./...
	$(GO) test -timeout 14m -tags browser ./...

# What the tests need beside Go: Java and Maven for a real Neo4j, Chromium for
# the page. Each is installed only where it is missing.
tools:
	@scripts/install-tools

lint:
	$(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION) run ./...

# The pictures in README and docs, taken by the browser tests.
picture:
	@scripts/picture

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz:
	@scripts/fuzz

# The proofs that take long: thousands of articles in any order, loaders and
# databases that are killed, several loaders at once, the reference clients of
# GraphQL, questions that take too long. RAWABIT_SOAK_CORPUS names
# articles to use instead of generated ones (see internal/soak).
soak:
	@RAWABIT_TEST_CLIENTS=1 scripts/install-tools
	$(GO) test -tags soak -timeout 20m -run AtLength -v ./alerts
	$(GO) test -tags soak -timeout 4h -v ./internal/soak
	$(GO) test -tags soak -timeout 1h -v -run TestStatements ./store/neo4jstore
