// Package neo4jtest is the one gate of tests to a real Neo4j 5.26. It takes the
// first of three ways that works:
//
//  1. the address in RAWABIT_TEST_NEO4J (bolt://…), with the user and password in
//     RAWABIT_TEST_NEO4J_USER and _PASSWORD and the address of Neo4j Browser in
//     _HTTP; its database is emptied by the tests, and the packages that are
//     tested at the same time take turns on it;
//  2. a container of the official image, where a Docker engine answers;
//  3. the artefacts from Maven Central with the installed Java, kept in the
//     user's cache folder.
//
// The second and third way start one server a test binary, on free ports of the
// loopback, and end it with the binary, however that ends. Where none of the ways
// works the test fails and says how to mend it; no test is skipped.
package neo4jtest
