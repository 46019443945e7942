package desk;

import io.ape4j.Ape;
import io.ape4j.Models;
import io.ape4j.SearchReport;
import io.ape4j.model.LanguageModel;
import io.ape4j.task.file.TaskReader;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Searches for a better prompt when it is started, with a model that is a bean like any other. */
@SpringBootApplication
public class Application {
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    @Bean(destroyMethod = "close")
    Models models() {
        return Models.standard();
    }

    @Bean(destroyMethod = "")
    LanguageModel languageModel(Models models, @Value("${desk.model}") String name) {
        return models.open(name);
    }

    @Bean
    CommandLineRunner search(
            LanguageModel model, @Value("${desk.task}") Path task, @Value("${desk.runs}") Path runs) {
        return arguments -> {
            SearchReport report = Ape.search(TaskReader.read(task))
                    .model(model)
                    .maxCalls(20)
                    .run(runs, "routing")
                    .run();
            System.out.println("verdict: " + report.verdict());
            System.out.println("winner: " + report.winner().instruction());
        };
    }
}
