package dev.dowser.indexer.index;

import dev.dowser.models.embedding.EmbedderState;
import java.util.Optional;

/**
 * State of an index for operators.
 *
 * @param tools searchable tools
 * @param pendingVectors tools among them without a vector in the present space
 * @param space id of the embedding space, empty while no model is ready
 * @param embedded vectors computed since the process started
 * @param catalogVersion version of the catalog that searches see
 * @param model where the model stands
 * @param fault why the index could last not be written, empty if it can
 */
public record IndexStatus(
    int tools,
    int pendingVectors,
    String space,
    long embedded,
    long catalogVersion,
    EmbedderState model,
    Optional<String> fault) {}
